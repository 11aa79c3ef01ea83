/// What pages of sweeps are made of.
enum PageParts {
  /// What stands before the first heading. Nothing in it is fetched.
  static let head =
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>hapax tune</title>
    <style>
    :root { color-scheme: light dark; --ink: #1d2733; --soft: #667281; --line: #d5dbe3; --ground: #fff; --mark: #0b63c5; --hot: #c2410c; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf2; --soft: #9aa7b8; --line: #39434f; --ground: #14181d; --mark: #6cb2ff; --hot: #ff9457; } }
    body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
    main { max-width: 68rem; margin: 0 auto; padding: 1rem; }
    h1 { font-size: 1.4rem; margin: .5rem 0; } h2 { font-size: 1rem; margin: 0 0 .25rem; }
    .best { border-left: 4px solid var(--hot); padding-left: .75rem; }
    .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1.5rem; }
    figure { margin: 0; } figcaption { color: var(--soft); font-size: .85rem; }
    svg { width: 100%; height: auto; display: block; } svg text { fill: var(--soft); font-size: 11px; }
    .axis { stroke: var(--line); stroke-width: 1; } .dot { fill: var(--mark); fill-opacity: .55; }
    .hot { fill: var(--hot); } .path { fill: none; stroke: var(--mark); stroke-width: 2; }
    .other { fill: none; stroke: var(--hot); stroke-width: 2; stroke-dasharray: 5 4; }
    .third { fill: none; stroke: var(--soft); stroke-width: 2; stroke-dasharray: 2 3; }
    .part { margin-top: 2rem; } .note { color: var(--soft); font-size: .85rem; margin: 0; }
    .lost { color: var(--hot); } .left { color: var(--mark); } .kinds th:first-child { text-align: left; position: sticky; left: 0; background: var(--ground); }
    th.chosen { color: var(--hot); } th { vertical-align: bottom; }
    .scroll { overflow-x: auto; margin-top: 1.5rem; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .85rem; }
    th, td { padding: .2rem .6rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
    tr.best td { border-left: 0; font-weight: 700; color: var(--hot); }
    </style></head><body><main>

    """

  /// A plot or a table with its title and what it says.
  static func figure(_ title: String, _ body: String, _ caption: String) -> String {
    "<figure><h2>\(title)</h2>\(body)<figcaption>\(caption)</figcaption></figure>\n"
  }

  /// A table that scrolls by itself where it is wider than the page.
  static func table(_ table: SweepTable) -> String {
    var text = "<div class=\"scroll\"><table><tr>"
    for cell in table.header { text += "<th>\(escaped(cell))</th>" }
    text += "</tr>\n"
    for (index, row) in table.rows.enumerated() {
      text += index == table.recommended ? "<tr class=\"best\">" : "<tr>"
      for cell in row { text += "<td>\(escaped(cell))</td>" }
      text += "</tr>\n"
    }
    return text + "</table></div>\n"
  }

  /// What is recommended.
  static func recommendation(_ variations: [Variation], _ values: [String]) -> String {
    let values = zip(variations, values).map { "\($0.option) = \($1)" }
    let words = values.isEmpty ? "the options as they are" : values.joined(separator: ", ")
    return "<p class=\"best\">Recommended: <b>\(escaped(words))</b></p>\n"
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
