"""By which way words reached an article, and how many separate texts stand behind them."""
