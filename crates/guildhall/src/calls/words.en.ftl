calls-about = About
calls-about-zh = What the call says (Chinese)
calls-about-en = What the call says (English)
calls-about-too-long = What the call says is too long; please keep it to 20,000 characters.
calls-add-field = Add a question
calls-affiliation = Affiliation
calls-after = Next
calls-all = All calls
calls-all-of-them = Show all
calls-always = Always
calls-answer = Your answer
calls-answer-text = Your proposal is accepted. Once you confirm, it becomes an activity of the draft programme; the organisers place it.
calls-any = Any
calls-asks = You will also be asked
calls-back = Back
calls-before = Previous
calls-begin = Begin a proposal
calls-biography = Biography
calls-biography-hint = A few sentences; the programme shows them.
calls-by-letter = By a letter
calls-changed = Somebody else changed this since you opened it. What you wrote is still here, and theirs is shown beside it; please compare, then save again.
calls-choose = Choose
calls-closes = Closes
calls-closes-at = closes
calls-closes-first = A call closes after it opens.
calls-co-speakers = Co-speakers at most
calls-co-speakers-up-to = You and up to { $count } co-speakers
calls-code = Access code
calls-code-hint = Access code (empty: everybody may propose)
calls-conditional = conditional
calls-conflict-text = Saving again keeps what you wrote.
calls-decide = Decide
calls-decide-text = Choose proposals above, then what is decided; their speakers are told by a letter. Waiting ranks count up in the order of the list.
calls-decision-note = A word to the speaker (optional)
calls-description = Description
calls-description-hint = Reviewers read it, and the programme shows it once accepted. Markdown is welcome.
calls-design-title = Design the call
calls-do-accept = Accept
calls-do-announce = Announce
calls-do-change = Save changes
calls-do-close = Close now
calls-do-confirm = I confirm
calls-do-decide = Decide
calls-do-decline = Decline
calls-do-name-speaker = Invite
calls-do-not-speak = I do not speak
calls-do-refuse = I cannot come
calls-do-reopen = Undecide
calls-do-save = Save the draft
calls-do-speak = I speak too
calls-do-submit = Submit
calls-do-take-back = Take back to a draft
calls-do-wait = Put on the waiting list
calls-do-withdraw = Withdraw
calls-draft-hint = A draft is yours alone; if it is never submitted it is deleted on { $day }.
calls-drop-text = The draft and its files are deleted at once.
calls-durations = Lengths offered (minutes, with commas)
calls-erased = Texts, names, addresses and files of this proposal are deleted, as was due.
calls-field = Question
calls-field-choice = One choice
calls-field-choices = Several choices
calls-field-email = E-mail
calls-field-file = File
calls-field-interests = Declared interests
calls-field-long-text = Long text
calls-field-number = Whole number
calls-field-short-text = Short text
calls-field-sort = Sort
calls-field-url = Web address
calls-field-yes-no = Yes or no
calls-file-limits = PDF, PPTX, ODP, DOCX, ODT, PNG, JPG, TXT, MD; up to 5 MB each, three a question.
calls-file-no-sort = Files of this sort are not taken. Please send a PDF, slides, a document, a picture or plain text.
calls-file-too-large = The file is larger than { $count } MB. Please make it smaller, or give a link instead. Everything else you wrote is still here.
calls-file-too-many = A question takes { $count } files at most. Please remove one first.
calls-file-too-much = The files of a proposal may have { $count } MB together.
calls-forgotten-on = Texts, names, addresses and files are deleted on { $day }.
calls-form = The form
calls-form-text = Title, summary, description, languages and speakers are always asked; here you design the rest.
calls-from-until = { $from }–{ $until } of { $count }
calls-handed-in = { $count ->
    [one] { $count } proposal
   *[other] { $count } proposals
    }
calls-hint-en = Hint (English)
calls-hint-zh = Hint (Chinese)
calls-in-chinese = in Chinese
calls-in-draft = It is in the draft programme, not released yet.
calls-in-english = in English
calls-in-programme = In the programme
calls-incomplete = Something is missing or not right. What is submitted stays complete, so these changes are not saved yet.
calls-interests-hint = Such as employers, funders, products you speak for; one a line. Reviewers with the same interest stay away.
calls-is-confirmed = Confirmed: it is in the draft programme.
calls-is-decided = { $count ->
    [one] { $count } proposal is decided.
   *[other] { $count } proposals are decided.
    }
calls-is-field = The form is saved.
calls-is-field-gone = The question is gone; answers to it are kept.
calls-is-invited = The letter is on its way.
calls-is-made = The call is made; nobody else sees it yet.
calls-is-moved = The order is changed.
calls-is-no-part = Noted: you do not speak.
calls-is-part = Thank you: you are part of this proposal.
calls-is-refused = Noted: you cannot come.
calls-is-removed = Removed.
calls-is-saved = Saved.
calls-is-state = The state of the call is changed.
calls-is-submitted = Your proposal is submitted; a letter confirms it. You may change it until the call closes.
calls-is-withdrawn = The proposal is withdrawn.
calls-kept-incomplete = Kept as a draft, not submitted yet:
calls-kind = Kind
calls-label-en = Question (English)
calls-label-zh = Question (Chinese)
calls-length = Length
calls-letter-accepted = We are glad to say that your proposal is accepted. Please open the link and say whether you come.
calls-letter-accepted-subject = Accepted: { $title }
calls-letter-declined = We are sorry that this proposal could not be taken this time. Thank you for proposing it.
calls-letter-declined-subject = About your proposal: { $title }
calls-letter-invited-subject = Speak together: { $title }
calls-letter-on-its-way = A letter is on its way; the link in it opens your proposal.
calls-letter-submitted-subject = Received: { $title }
calls-letter-waiting = Your proposal is on the waiting list; should a place come free, we write to you in its order.
calls-letter-waiting-subject = On the waiting list: { $title }
calls-letter-link-subject = Your proposal to { $call }
calls-link-dead = This link is too old. Please ask for a new one on the page “Lost your link?”.
calls-list-lead = Propose a talk, a workshop, a project, or name somebody.
calls-list-title = Calls
calls-lost-sent = If this address has proposals, a letter with the link arrives soon.
calls-lost-text = Give the address you proposed with; we send the link again.
calls-lost-title = Lost your link?
calls-make = Make the call
calls-markdown = Markdown is welcome.
calls-mine-none = No proposals yet
calls-mine-none-text = Begin at one of the calls.
calls-mine-title = My proposals
calls-minutes = { $count } minutes
calls-missing = Please fill this in.
calls-more = More
calls-move-down = Move down
calls-move-up = Move up
calls-name = Name
calls-name-en = Name (English)
calls-name-speaker-text = They get a letter, and are in once they confirm.
calls-name-zh = Name (Chinese)
calls-named = This address is named already.
calls-narrow = Narrow
calls-new = A new call
calls-new-hint = It begins as a draft; you design its form, set its times, and announce it.
calls-no = No.
calls-no-choice = Please choose from what is offered.
calls-no-co-speakers = Please give a whole number from 0 to 8.
calls-no-duration = Please give whole minutes with commas, such as 20, 40.
calls-no-file = Please add a file.
calls-no-kind = Please choose one kind or more.
calls-no-label = Please say what is asked, in 500 characters at most.
calls-no-language = Please choose a language.
calls-no-moment = Please give a day and a time.
calls-no-name = Please give a name of at most 80 characters.
calls-no-number = Please give a whole number.
calls-no-part = Please choose a part of this edition.
calls-no-slug = An address has lower-case letters, digits and inner hyphens.
calls-no-such-condition = A condition names a question that comes before this one, and one of its answers.
calls-no-url = Please give an address that begins with https://.
calls-none = No calls at present
calls-none-text = New calls are announced here.
calls-not-now = That cannot be done with the proposal as it stands.
calls-not-open-yet = This call is not open yet.
calls-note = A note to those who run the call
calls-note-from = From those who run the call
calls-note-hint = It is never published.
calls-nothing-chosen = Please choose proposals and what is decided.
calls-number = No. { $number }
calls-opens = Opens
calls-opens-at = opens
calls-optional = (optional)
calls-options = Options (one a line, Chinese | English)
calls-ours-none = No proposals
calls-ours-none-narrowed = Nothing fits what was narrowed to.
calls-ours-none-text = What is handed in is listed here; drafts are their owners' alone.
calls-ours-title = Proposals received
calls-over = The call is closed; nothing can be handed in or changed any more. What you wrote still stands on this page, so you can copy it.
calls-over-public = This call is closed.
calls-owner = Whose call
calls-part = You are asked to speak
calls-part-last = The last part
calls-part-of = Goes to the part
calls-part-text = Once you confirm you are one of its speakers; the programme shows your name and biography.
calls-per-language = asked in both languages
calls-privacy = We use your address for this proposal alone; names, addresses and files of what is not taken are deleted after 90 days.
calls-proposals = Proposals
calls-propose = Propose
calls-propose-by-letter = No account needed: give your address, and a letter brings a link by which you fill in your proposal and come back to it.
calls-propose-signed-in = It is kept with your account; you can save it half-way.
calls-public-page = The public page
calls-rank = Waiting rank from
calls-remove = Remove
calls-remove-file = Remove
calls-remove-speaker = Remove
calls-required = required
calls-says = What it says
calls-send-link = Send the link
calls-shown-when = If “{ $field }” is “{ $value }”
calls-slug = Address
calls-slug-taken = This address is taken.
calls-somebody = Somebody
calls-sort = Sort of call
calls-sort-community = A community's own
calls-sort-conference = Conference
calls-speaker-confirmed = confirmed
calls-speaker-declined = does not speak
calls-speaker-invited = asked, no answer yet
calls-speaker-lead = proposes
calls-speakers = Speakers
calls-spoken = Spoken language
calls-standing-ahead = Not open yet
calls-standing-draft = Draft, not public
calls-standing-open = Open
calls-standing-over = Closed
calls-state = State
calls-state-accepted = Accepted, to be confirmed
calls-state-confirmed = Confirmed
calls-state-declined = Declined
calls-state-draft = Draft
calls-state-refused = Speaker cannot come
calls-state-submitted = Submitted
calls-state-waiting = Waiting
calls-state-withdrawn = Withdrawn
calls-submitted-at = submitted
calls-summary = Summary
calls-summary-hint = One or two sentences, 500 characters at most.
calls-taken-out = It was confirmed, but its activity was taken out of the draft programme, so it is accepted again: whoever proposed it may say yes once more, or you decide otherwise.
calls-takes = What it takes
calls-theirs = They wrote:
calls-title = Title
calls-to-mend = { $count ->
    [one] { $count } thing to mend, in red below.
   *[other] { $count } things to mend, in red below.
    }
calls-too-few-offers = A choice needs two options or more.
calls-too-long = This is too long; please keep it to { $count } characters.
calls-too-many = You have as many proposals to this call as one person may.
calls-too-many-fields = A form has 40 questions at most.
calls-too-many-offers = A choice has 60 options at most.
calls-too-many-speakers = This call takes no more co-speakers.
calls-topics = Topics
calls-topics-hint = At most { $count }.
calls-twice = You have handed in a proposal of this title to this call. If this is another one, please give it another title.
calls-typed-too-much = This is more text than can be kept. Please shorten it.
calls-unread = Nothing was imported: { $why }
calls-untitled = (untitled proposal)
calls-what = What it is about
calls-when = Shown
calls-who = Who you are
calls-with-account = With an account? Sign in to see them
calls-withdraw = Withdraw
calls-withdraw-text = It is considered no longer; names, addresses and files are deleted after 90 days.
calls-written = Written in
calls-wrong-code = This is not the access code. Please ask those who run the call.
calls-yes = Yes
calls-zone = Times are those of { $zone }.
calls-letter-link-text =
    Hello,

    please open this link to fill in or change your proposal to “{ $call }” at “{ $edition }”:

    { $link }

    The link is yours alone; please do not pass it on. If you did not ask for it, please ignore this letter.
calls-letter-submitted-text =
    Hello,

    your proposal “{ $title }” to “{ $call }” has arrived.

    Until { $until } you may change or withdraw it by this link:

    { $link }
calls-letter-invited-text =
    Hello,

    { $lead } asks you to speak together at “{ $edition }”: “{ $title }”.

    Please open this link and say yes or no:

    { $link }

    If you do not know who asks, please ignore this letter; your name is published only after you confirm.
calls-letter-decided-text =
    Hello,

    about your proposal “{ $title }”:

    { $said }

    { $note }{ $link }
calls-import = Import
calls-import-file = File (CSV, or the JSON that pretalx, Sessionize or Indico gives out)
calls-import-text = The whole file or nothing; proposals of a code that is there already are left as they are. Nobody is written to.
calls-do-import = Import
calls-is-imported = { $added } added; { $known } were there already.
calls-api-calls = Lists the calls of an edition, the first to close first
calls-api-make = Makes a call that nobody else sees yet
calls-api-call = Gets one call with its form
calls-api-change = Describes a call anew; its form stays
calls-api-set-state = Announces a call, closes it, or takes it back
calls-api-set-field = Adds a field to the form of a call, or changes it
calls-api-remove-field = Takes a field out of the form
calls-api-proposals = Lists what was handed in
calls-api-proposal = Gets one proposal with its answers and speakers
calls-api-decide = Decides proposals, all or none; those who proposed get a letter
calls-api-state = Only those in this state
calls-api-kind = Only those of this kind
calls-api-search = Words of titles and names
