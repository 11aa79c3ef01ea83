/// An article of the tests' own: a lead and ten paragraphs, no word of which is needed twice.
enum Story {
  static let lead =
    "The old lighthouse on Gull Point will shine again before winter, its keepers promised on Monday."

  static let paragraphs = [
    """
    Volunteers have spent eleven years raising money for the tower, which lost its lamp in a storm and its roof in a fire, \
    and which the county had twice marked for demolition.
    """,
    """
    “Nobody believed us when we began, and I can hardly blame them,” said Marta Quill, a retired welder who leads the \
    group from a kitchen full of ledgers and paint charts.
    """,
    """
    The new lens was cut in a workshop near Porto, carried by rail across three countries, and lifted into place with a \
    crane that blocked the coastal road for most of an afternoon.
    """,
    """
    Its beam should be visible from 24 kilometers away on clear nights, somewhat farther than the original, because modern \
    glass loses less light than the hand-polished prisms of 1887.
    """,
    """
    Fishing crews welcomed the news, although most of them steer by satellite now; several admitted that they still look for \
    the tower when the fog comes down and the screens disagree.
    """,
    """
    Not everybody is pleased, since the beam will sweep across bedrooms on Harbor Street every nine seconds, and the owners \
    of two guest houses there have asked for shutters on the landward side.
    """,
    """
    The county agreed to pay for blinds but refused to dim the lamp, arguing that a light which hides from half of the bay \
    would be worth little to anyone coming home in bad weather.
    """,
    """
    Schoolchildren have painted the spiral staircase in bands of blue and white, one band for each ship that was saved by \
    the light, according to a list that a parish clerk kept in careful pencil.
    """,
    """
    Engineers found the foundations sound, yet the iron balcony had to be replaced almost entirely, because salt had eaten \
    through bolts as thick as a wrist and left them hollow like reeds.
    """,
    """
    The first lighting is planned for the last evening of October, with a brass band on the quay, free soup for all who \
    come, and a minute of darkness for the crews who never returned.
    """,
  ]

  /// The lead and the paragraphs, a line each.
  static let text = ([lead] + paragraphs).joined(separator: "\n") + "\n"

  /// The lead, the ten paragraphs, the ten again, and 22 blank lines.
  static let doubled =
    text + paragraphs.joined(separator: "\n") + "\n" + String(repeating: "\n", count: 22)

  /// The text and a second body, with some paragraphs of it changed.
  static func doubled(_ change: (inout [String]) -> Void) -> String {
    var copy = paragraphs
    change(&copy)
    return text + copy.joined(separator: "\n") + "\n"
  }
}
