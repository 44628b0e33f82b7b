access-denied = You may know that this is here, but not use it. Ask an organiser of this edition for the role you need.
