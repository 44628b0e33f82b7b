desk-refused-title = This is not yours to do
desk-not-done-title = Not done
desk-from-elsewhere = This form was not sent from a page of this site, so nothing was done. Please open the page here and try again.
desk-too-large = What was sent is too large, so nothing was done.
desk-unreadable = What was sent could not be read, so nothing was done. Please go back and fill in the form again.
desk-to-account = My account
desk-sign-in = Sign in
