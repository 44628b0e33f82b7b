exchange-part = Programme
exchange-venue = Venue
exchange-nowhere = Place to be announced
