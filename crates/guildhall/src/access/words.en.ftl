access-denied = You may know about this, but not change it. Ask an organiser of this edition for the role you need.
