use crate::{event, whole, xml};

#[test]
fn a_table_opens_in_a_spreadsheet_and_runs_no_formula() {
    let rest = "<persons><person>Li</person><person>Wu</person></persons><language>zh</language>\
                <abstract>one,\ntwo</abstract><type>talk</type>";
    let file = xml(&event(1, rest)).replace("Talk 1", "=1+1 开幕");

    let table = formats::table::write(&whole(&file).schedule);

    let text = String::from_utf8(table).unwrap();
    let guid = whole(&file).schedule.events[0].guid;
    assert_eq!(
        text,
        format!(
            "\u{feff}id,guid,date,start,end,minutes,room,track,type,language,title,subtitle,persons,\
             abstract,url,recording\r\n\
             1,{guid},2031-05-03,10:00,10:30,30,Loft,,talk,zh,'=1+1 开幕,,Li; Wu,\"one,\ntwo\",,\
             allowed\r\n"
        )
    );
}
