words-activities =
    { $count ->
        [one] { $count } activity
       *[other] { $count } activities
    }
