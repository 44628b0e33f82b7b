review-anonymous = Hide names from reviewers
review-ask-text = They get a letter, sign in, and read.
review-assign-text = Readers are found by what they know and how much they take; those of the same host or with the same declared interest stay away. What is assigned already stays, and the seed is kept here.
review-assigned = Assigned
review-comment = Comment (never shown to speakers)
review-compare-text = The next two are those whose comparison would tell most. You may change what you said until the phase is closed.
review-compared = Comparisons
review-compared-all = There is nothing left for you to compare. Thank you.
review-compared-of = { $said } compared, { $read } proposals read, { $load } at most
review-comparisons = Comparisons in pairs
review-conflict = Conflicts of interest
review-count = Reviews
review-criteria = Rubric (a line each: weight Chinese | English)
review-criterion-content = Content
review-criterion-fit = Fit
review-criterion-pair = Which of the two would you rather see in the programme?
review-criterion-speaker = Clarity
review-declare = I have a conflict of interest
review-declare-text = You judge it no longer; the next assignment finds somebody else.
review-discussion = Discussion
review-do-ask = Ask to review
review-do-assign = Find readers
review-do-begin = Prepare the review
review-do-close = Close
review-do-compare = Begin to compare
review-do-compare-on = Go on comparing
review-do-declare = Declare and step back
review-do-equal = Both alike
review-do-give = Give the review
review-do-left = This one
review-do-open = Open
review-do-rank = Make the order
review-do-right = This one
review-do-say = Say it
review-each = Reviews of each proposal
review-equal-with = is as good as
review-given = Given
review-gone = reviews no longer
review-impossible = No assignment keeps the loads: { $why }
review-interests = The reviewer's interests (one a line)
review-is-assigned = { $count ->
    [one] { $count } review is assigned.
   *[other] { $count } reviews are assigned.
    }
review-is-conflict = Noted: you judge this proposal no longer.
review-is-given = The review is kept; you may now read the discussion.
review-is-ranked = { $count ->
    [one] { $count } proposal is in order.
   *[other] { $count } proposals are in order.
    }
review-is-said = Said.
review-judge = Your review
review-knows = Topics they know
review-left = { $count ->
    [0] Nothing left to read
    [one] { $count } proposal to read
   *[other] { $count } proposals to read
    }
review-letter-subject = Please review: { $call }
review-load = Proposals at most
review-load-of = { $assigned } assigned, { $given } given, { $load } at most
review-manner = How it is judged
review-mine-none = Nothing to review
review-mine-none-text = What is assigned to you is listed here.
review-mine-title = My reviews
review-mode-pairs = In pairs (one criterion: the question that is asked)
review-mode-rubric = Rubric, marks from 1 to 5
review-mode-yes-no = Yes or no
review-names-hidden = names are hidden
review-no = No
review-no-criteria = Please give one to eight criteria with weights from 1 to 10; once marks are given their number stays.
review-no-load = Please give a whole number from 1 to 500.
review-no-marks = Please give a mark for every criterion.
review-no-phase = Please say first how it is judged.
review-no-reviews = Please give a whole number from 1 to 9.
review-not-assigned = In pairs nothing is assigned ahead: reviewers begin by themselves.
review-not-open = This review is not open.
review-not-said = Please choose one of the two, or both alike.
review-nothing-to-rank = No reviews are given yet, so there is nothing to put in order.
review-order = Order
review-order-text = Marks are corrected for severe and mild reviewers; the thin line is the uncertainty, and under each place stands the range it lies in nine times of ten. The plain mean stands beside it.
review-pair-declare = I have a conflict of interest with one of them
review-pair-declare-text = Please say which one. You will not be shown it again, and what you said of it is taken out.
review-pairs-order-text = Strengths follow from the comparisons (Bradley and Terry; natural logarithm of odds, mean 0); the thin line is the uncertainty, and under each place stands the range it lies in nine times of ten. Beside it the share won, an equal counting half.
review-pairs-text = Nothing to assign: reviewers sign in and compare, and each time they are shown the two that would tell most, without conflicts of interest and within what they take.
review-phase = Phase { $number }
review-place = Place
review-plain = Plain mean
review-rather-than = rather than
review-read-on = Read on
review-reviewers = Reviewers
review-said-next = Noted. Here are the next two.
review-said-of = { $said } compared; your part is about { $part }
review-say = To the other reviewers
review-seed = Seed
review-state-closed = Closed
review-state-open = Open
review-state-prepared = Prepared
review-strength = Strength
review-title = Review
review-too-long = The comment is too long; please keep it to 5,000 characters.
review-value = Corrected
review-wanted = Wanted
review-won = Won
review-letter-text =
    Hello,

    we would like you to review what was proposed to “{ $call }” at “{ $edition }”.

    Please sign in to see what is assigned to you:

    { $link }
review-api-phase = Gets the round of review that is on
review-api-set-phase = Sets how it is judged; makes the first round, or the next after a closed one
review-api-set-state = Opens the round, or closes it
review-api-reviewers = Lists who reviews
review-api-ask = Asks somebody to review, or changes what they take; they get a letter the first time
review-api-end = Lets a reviewer go; what they have not read is for others
review-api-reviews = Lists who reads what in this round, and what they said
review-api-assign = Assigns reviews pair by pair, all or none
review-api-ranking = Gets the order that followed, with its uncertainty
