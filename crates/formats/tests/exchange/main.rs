//! The readers and writers from outside. Modules whose tests read published files have `data` in
//! their names and run when `GUILDHALL_DATA` names the folder that holds them.

mod published_data;
