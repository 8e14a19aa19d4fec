"""How dates and numbers look. Django's Arabic formats swap the decimal point and the comma, which readers of
financial news here do not expect; digits and separators are the same in both languages."""
