def cases(articles):
    return {}
