//! Seats through the API.

use serde_json::{Value, json};

use super::*;
use crate::api::tests::House;

/// Somebody's turn in a waiting list: its seat and its group.
pub fn one(house: &House) -> (String, String) {
    let pass = passes(&house.world, 1);
    let ctx = house.world.ctx.clone();
    let seats = house.world.write(move |tx: &mut Tx<'_>| {
        let holder = holder(tx, &ctx, &pass)?;
        verbs::wait(tx, &ctx, &holder, &asked(5, &pass))
    });
    (seats[0].id.to_string(), seats[0].group.to_string())
}

/// A request for a seat of somebody who has a pass.
pub fn asked_for(house: &House) -> Value {
    json!({ "activity": "activity-4", "passes": [passes(&house.world, 1)[0]] })
}

#[test]
fn a_shop_books_a_seat_once_however_often_it_asks_and_is_told_why_not() {
    for house in House::all() {
        publish(&house.world, conference());
        let (token, all) = (house.organiser(), passes(&house.world, 3));
        seating(&house.world, 0);
        let seats = |key: &str, body: &Value| {
            let key = [("idempotency-key", key)];
            let path = "/editions/sample-2025/seats";
            house.ask("POST", path, Some(&token), &key, &body.to_string())
        };
        let wanted = json!({ "activity": "activity-0", "passes": &all[..2] });
        let booked = seats("a", &wanted);
        assert_eq!(booked.status.as_u16(), 201, "{}", booked.text);
        assert_eq!(seats("a", &wanted).text, booked.text);
        let free = house.get("/editions/sample-2025/seatings/activity-0", None).json();
        assert_eq!((&free["free"], &free["way"]), (&json!(0), &json!("booked")));
        let more = json!({ "activity": "activity-0", "passes": &all[2..] });
        assert_eq!(seats("b", &more).problem(), "full");
        let clash = json!({ "activity": "activity-1", "passes": &all[..1] });
        let clash = seats("c", &clash);
        assert_eq!((clash.status.as_u16(), clash.problem().as_str()), (409, "clash"));
        let mut waits = more.clone();
        waits["wait"] = json!(true);
        let waits = seats("d", &waits).json();
        assert_eq!(waits["seats"][0]["state"], "waitlisted");
        let seat = booked.json()["seats"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("/editions/sample-2025/seats/{seat}");
        assert_eq!(house.ask("DELETE", &path, Some(&token), &[], "").status.as_u16(), 204);
        let ctx = house.world.ctx.clone();
        house.world.write(move |tx| verbs::round(tx, &ctx));
        let group = waits["group"].as_str().unwrap();
        let path = format!("/editions/sample-2025/seat-groups/{group}/take");
        let key = [("idempotency-key", "e")];
        let taken = house.ask("POST", &path, Some(&token), &key, "").json();
        assert_eq!(taken["seats"][0]["state"], "confirmed", "{taken}");
        sound(&house.world);
    }
}
