"""What several screens share: the received data, the filters, the cards."""
