use formats::{schedule_json, schedule_xml};
use proptest::prelude::*;

use crate::arbitrary::schedule;
use crate::{event, json, whole, xml};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_normal_form_is_its_own_normal_form(schedule in schedule()) {
        let normal = schedule.normalised();
        prop_assert_eq!(normal.normalised(), normal);
    }

    #[test]
    fn what_json_writes_it_reads(schedule in schedule()) {
        let written = schedule_json::write(&schedule);
        let read = schedule_json::read(written.as_bytes()).unwrap();
        prop_assert_eq!(read.schedule.normalised(), schedule.normalised(), "{}", written);
        prop_assert_eq!(read.notes.skipped, []);
    }

    #[test]
    fn what_xml_writes_it_reads(schedule in schedule()) {
        let written = schedule_xml::write(&schedule);
        let read = schedule_xml::read(written.as_bytes()).unwrap();
        prop_assert_eq!(read.schedule.normalised(), schedule_xml::carried(&schedule), "{}", written);
        prop_assert_eq!(read.notes.skipped, []);
    }

    #[test]
    fn no_order_of_formats_changes_more(schedule in schedule()) {
        let through_xml = whole(&schedule_xml::write(&schedule)).schedule;
        let through_both = whole(&schedule_json::write(&through_xml)).schedule;
        prop_assert_eq!(through_both.normalised(), schedule_xml::carried(&schedule));
        prop_assert_eq!(schedule_xml::write(&through_both), schedule_xml::write(&schedule));
    }

    #[test]
    fn a_table_of_anything_can_be_written(schedule in schedule()) {
        let table = formats::table::write(&schedule);
        let mut rows = csv::Reader::from_reader(&table[3..]);
        prop_assert_eq!(rows.records().map(Result::unwrap).count(), schedule.events.len());
    }

    #[test]
    fn no_bytes_stop_the_reader(bytes in any::<Vec<u8>>()) {
        let _ = formats::read(&bytes);
        let _ = formats::read(&[b"{", bytes.as_slice()].concat());
    }

    #[test]
    fn no_change_of_a_file_stops_the_reader(
        at in any::<prop::sample::Index>(), length in 0_usize..20, put in "[ -~\n开]{0,8}",
    ) {
        let good = [
            xml(&event(1, "<abstract><![CDATA[a]]>&amp;<p/></abstract><persons><person id='1'>L\
                </person></persons>")),
            json("{\"id\": 1, \"title\": \"T\\u00e9\", \"date\": \"2031-05-03T10:00:00+08:00\", \
                \"duration\": \"0:10\", \"persons\": [{\"id\": -1.5e3, \"name\": null}]}"),
        ];
        for file in good {
            let mut bytes = file.into_bytes();
            let at = at.index(bytes.len());
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, put.bytes());
            let _ = formats::read(&bytes);
        }
    }

    #[test]
    fn our_json_reader_agrees_with_serde_json(put in "[\\[\\]{}:,\"\\\\0-9.eE+u tfn-]{0,24}") {
        let file = format!("{{\"schedule\": {{\"conference\": {{}}, \"x\": [{put}]}}}}");
        let ours = schedule_json::read(file.as_bytes()).unwrap_err().to_string();
        let is_json = !ours.contains("not JSON") && !ours.contains("cut off");
        let theirs = serde_json::from_str::<serde_json::Value>(&file);
        // serde_json also refuses numbers too large for it, which are JSON all the same.
        let too_large =
            theirs.as_ref().is_err_and(|error| error.to_string().contains("out of range"));
        prop_assert!(is_json == (theirs.is_ok() || too_large), "{file}: {ours} / {theirs:?}");
    }
}
