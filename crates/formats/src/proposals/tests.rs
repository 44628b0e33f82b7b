//! Files as each program gives them out, shortened to what matters.

use super::*;

fn read_one(text: &str) -> Proposal {
    let mut all = read(text.as_bytes()).unwrap();
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

#[test]
fn a_page_of_pretalxs_submissions_is_read() {
    let one = read_one(
        r#"{"count": 2, "results": [
          {"code": "ABC123", "title": "Rust in space", "abstract": "Short.", "description": "Long.",
           "submission_type": {"id": 1, "name": {"en": "Talk"}}, "track": {"name": {"en": "Systems"}},
           "state": "confirmed", "duration": 30, "content_locale": "en", "internal_notes": null,
           "speakers": [{"code": "S1", "name": "Sample One", "email": "one@example.org",
             "biography": "Writes."}, {"code": "S2", "name": "Sample Two", "biography": null}],
           "answers": [{"question": {"id": 7, "question": {"en": "Level"}}, "answer": "Beginner"}],
           "unknown": {"deep": [1]}},
          {"code": "XYZ", "title": "Gone", "state": "withdrawn", "speakers": []}]}"#,
    );
    assert_eq!((one.code.as_str(), one.kind.as_str()), ("ABC123", "Talk"));
    assert_eq!((one.minutes, one.state), (Some(30), State::Accepted));
    assert_eq!(one.topics, ["Systems"]);
    assert_eq!(one.speakers[0].email, "one@example.org");
    assert_eq!(one.speakers[1].name, "Sample Two");
    assert_eq!(one.answers, [("Level".to_owned(), "Beginner".to_owned())]);
    assert_eq!(one.at.unwrap().line, 2);
}

#[test]
fn all_data_of_sessionize_is_read_without_its_breaks() {
    let one = read_one(
        r#"{"sessions": [
          {"id": "14022", "title": "Lunch", "isServiceSession": true, "speakers": []},
          {"id": "14023", "title": "Aircraft 101", "description": "How.", "isServiceSession": false,
           "speakers": ["u-1"], "categoryItems": [11, 21, 31], "status": "Waitlisted",
           "questionAnswers": [{"questionId": 5, "answerValue": "A drone"}]}],
          "speakers": [{"id": "u-1", "firstName": "Sample", "lastName": "Pilot", "bio": "Flies.",
            "tagLine": "Sample Air", "fullName": ""}],
          "questions": [{"id": 5, "question": "What do you bring?"}],
          "categories": [{"title": "Session format", "items": [{"id": 11, "name": "Workshop"}]},
            {"title": "Language", "items": [{"id": 21, "name": "English"}]},
            {"title": "Track", "items": [{"id": 31, "name": "Air"}]}], "rooms": []}"#,
    );
    assert_eq!((one.kind.as_str(), one.language.as_str()), ("Workshop", "English"));
    assert_eq!((one.topics.as_slice(), one.state), (&["Air".to_owned()][..], State::Waiting));
    assert_eq!(
        (one.speakers[0].name.as_str(), one.speakers[0].affiliation.as_str()),
        ("Sample Pilot", "Sample Air")
    );
    assert_eq!(one.answers, [("What do you bring?".to_owned(), "A drone".to_owned())]);
}

#[test]
fn abstracts_of_indico_are_read_with_those_who_speak() {
    let one = read_one(
        r#"{"version": 1, "abstracts": [
          {"id": 901, "friendly_id": 12, "title": "A detector", "content": "It detects.",
           "state": "submitted", "submitted_contrib_type": {"name": "Oral"},
           "submitted_for_tracks": [{"code": "D", "title": "Detectors"}],
           "persons": [{"first_name": "Sample", "last_name": "Author", "is_speaker": false},
             {"first_name": "Sample", "last_name": "Speaker", "email": "s@example.org",
              "affiliation": "Sample Institute", "is_speaker": true}],
           "custom_fields": [{"name": "Summary", "value": "Yes"}]},
          {"friendly_id": 13, "title": "Merged", "state": "merged", "persons": []}]}"#,
    );
    assert_eq!((one.code.as_str(), one.kind.as_str()), ("12", "Oral"));
    assert_eq!(one.speakers.len(), 1);
    assert_eq!(one.speakers[0].affiliation, "Sample Institute");
}

#[test]
fn a_table_is_read_by_the_names_of_its_columns_in_either_language() {
    let text = "编号,标题,摘要,形式,时长,语言,讲者,邮箱,难度\r\n\
                7,算力,\"一句,话\",talk,40,zh,样例甲；样例乙,a@example.org；b@example.org,高\r\n\
                ,,,,,,,,\r\n";
    let one = read_one(text);
    assert_eq!((one.code.as_str(), one.title.as_str()), ("7", "算力"));
    assert_eq!((one.summary.as_str(), one.minutes), ("一句,话", Some(40)));
    assert_eq!(one.speakers[1].email, "b@example.org");
    assert_eq!(one.answers, [("难度".to_owned(), "高".to_owned())]);
}

#[test]
fn what_cannot_be_read_is_said_with_its_place() {
    let said = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
    for (text, words) in [
        (
            "title,minutes\nA,20\nB,soon\n",
            "line 3, column 1: minutes \"soon\" of the proposal \"B\" is not whole minutes",
        ),
        ("title,state\nA,perhaps\n", "line 2, column 1: state \"perhaps\""),
        ("name,minutes\nA,20\n", "the table has no column \"title\""),
        ("code,title\n1,A\n1,B\n", "line 3, column 1: the code \"1\" is given to two"),
        ("code,title\n1,\n", "line 2, column 1: this row has no title"),
        ("{\"results\": [{\"code\": \"A\"}]}", "line 1, column 14: a proposal has no title"),
        ("{\"abstracts\": [{\"title\": \"\"}]}", "an abstract has no title"),
        ("{\"rooms\": []}", "no proposals"),
        ("{\"results\": [", "the file ends inside"),
        ("", "no proposals"),
    ] {
        assert!(said(text).contains(words), "{text}: {}", said(text));
    }
}
