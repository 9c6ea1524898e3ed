//! `mithaq`: Arabic news into a reading that can be checked to the character.

mod args;
mod input;
mod output;
mod run;
mod who;

use std::process::ExitCode;

/// Analysis makes many small lists; this allocator serves them faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run::run(std::env::args_os()) {
        Ok(run::Outcome::Clean) => ExitCode::SUCCESS,
        Ok(run::Outcome::SomeSkipped) => ExitCode::from(1),
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}
