"""Files the program ships: icons, the QSS template, translations, city profiles. No code."""
