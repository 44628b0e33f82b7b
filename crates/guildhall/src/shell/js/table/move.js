// move
