//! Every SQL statement of this slice.

pub mod calls;
pub mod proposals;
pub mod speakers;

pub use calls::{call, call_by_slug, calls_in, change_call, counts, insert_call};
pub use proposals::{
    Filter, by_email, count_by_lead, delete, due, erase, imported, insert_proposal, languages,
    left_the_draft, list, list_count, move_proposal, next_number, note_names, proposal,
    proposals_of, proposals_some, titles, write_proposal,
};
pub use speakers::{
    answer_speaker, content, describe_speaker, files_of, insert_file, insert_link, insert_speaker,
    link, links_since, note_person, person_of, remove_file, remove_links, remove_speaker, speaker,
    speakers_of, speakers_of_call, sweep_links,
};
