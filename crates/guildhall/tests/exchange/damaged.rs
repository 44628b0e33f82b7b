use crate::{Folder, event, said, schedule};

/// An edition is there; then the file is refused with these words, and nothing is as if it had
/// never been offered.
#[track_caller]
fn refused(file: impl AsRef<[u8]>, words: &str) {
    let folder = Folder::new();
    let good = folder.file("good.xml", schedule(&event(1, "")));
    assert!(folder.import(&good, "barn-2031").status.success());
    let before = folder.contents();
    let path = folder.file("bad.xml", file);
    for edition in ["barn-2031", "another"] {
        let outcome = folder.import(&path, edition);
        let (code, error) = (outcome.status.code(), said(&outcome.stderr));
        assert_eq!(code, Some(1), "{error}");
        assert!(error.contains(words) && error.contains("nothing was imported"), "{error}");
        assert_eq!(said(&outcome.stdout), "");
        assert_eq!(folder.contents(), before);
    }
}

#[test]
fn a_broken_file_is_refused_with_line_and_column() {
    refused(schedule(&event(1, "<b")), "line 10, column 1: this is not XML");
    refused(schedule(&event(1, "</wrong>")), "line 9, column 27: this is not XML");
    refused("{\"schedule\": {\n  \"conference\": tru}}", "line 2, column 17");
    refused("id,title\n1,Talk\n", "line 1, column 1");
}

#[test]
fn a_file_that_was_cut_off_is_refused() {
    let whole = schedule(&event(1, ""));
    refused(&whole[..whole.len() - 20], "it may be cut off");
    refused("", "is empty");
}

#[test]
fn a_bomb_of_entities_is_refused_unread() {
    let bomb =
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n<schedule>&b;</schedule>";
    refused(bomb, "line 1, column 1: a document type definition (<!DOCTYPE ...>) is refused");
}

#[test]
fn two_hundred_megabytes_are_refused_unread() {
    let folder = Folder::new();
    let path = folder.file("large.xml", "<schedule>");
    std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(200 << 20).unwrap();
    let outcome = folder.import(&path, "barn-2031");
    assert_eq!(outcome.status.code(), Some(1));
    let error = said(&outcome.stderr);
    assert!(error.contains("it has 209715200 bytes; at most 67108864 are read"), "{error}");
    assert!(!folder.0.join("data").exists(), "an import that reads nothing makes nothing");
}

#[test]
fn bytes_that_are_no_text_are_refused_where_they_stand() {
    let mut bytes = schedule(&event(1, "")).into_bytes();
    let at = bytes.windows(4).position(|it| it == b"Talk").unwrap();
    bytes[at] = 0xFF;
    refused(bytes, "line 7, column 22: byte 0xFF is not UTF-8 text");
}

#[test]
fn a_time_zone_that_does_not_exist_is_named() {
    let file = schedule(&event(1, "")).replace("Asia/Shanghai", "Mars/Olympus");
    refused(file, "there is no time zone \"Mars/Olympus\"");
}

#[test]
fn an_end_before_its_start_is_refused() {
    let file = schedule("").replace("end=\"2031-05-04T07:59", "end=\"2031-05-02T07:59");
    refused(file, "which is not after its start at");
    let file = schedule("").replace("<end>2031-05-04", "<end>2031-05-01");
    refused(file, "the conference ends on 2031-05-01, before it starts on 2031-05-03");
}

#[test]
fn one_identity_for_two_events_is_refused() {
    let twice = format!("{}\n{}", event(1, ""), event(1, "").replace("Talk 1", "Other"));
    refused(schedule(&twice), "id \"1\" is given to two events, first at line 7");
}

#[test]
fn what_is_not_there_is_said() {
    let folder = Folder::new();
    let outcome = folder.import(&folder.0.join("nothing.xml"), "barn-2031");
    assert_eq!(outcome.status.code(), Some(1));
    let error = said(&outcome.stderr);
    assert!(error.contains("cannot read") && error.contains("nothing.xml"), "{error}");
    let outcome = folder.run(&["import", "schedule", "-", "--edition", "barn-2031"], b"");
    assert_eq!(outcome.status.code(), Some(1));
    assert!(said(&outcome.stderr).contains("standard input is empty; nothing was imported"));
    let outcome = folder.run(&["import", "schedule", "-", "--edition", "Barn 2031"], b"");
    assert_eq!(outcome.status.code(), Some(2));
    assert!(said(&outcome.stderr).contains("is not a slug"));
}
