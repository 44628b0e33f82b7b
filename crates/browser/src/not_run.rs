use std::env;
use std::fs::OpenOptions;
use std::io::Write;

/// Says that a test did not run, so that no test is skipped silently.
///
/// The convention, which any crate may follow without this function: append one line
/// `what<TAB>why` to the file named by `GUILDHALL_NOT_RUN`. `cargo xtask test` sets that variable
/// and shows the lines in its summary, each once. Without the variable the line is printed.
pub fn not_run(what: &str, why: &str) {
    let line = format!("{what}\t{why}\n");
    let noted = env::var_os("GUILDHALL_NOT_RUN").is_some_and(|path| {
        let file = OpenOptions::new().create(true).append(true).open(path);
        file.and_then(|mut file| file.write_all(line.as_bytes())).is_ok()
    });
    if !noted {
        println!("not run: {what}: {why}");
    }
}
