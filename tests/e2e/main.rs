//! The real window, driven as a person would: WebDriver looks and clicks, a scanner types. Each test has a display, a window
//! and a hub of its own. Without the tools that this needs the tests skip, and say so.

#![allow(clippy::unwrap_used, reason = "a test that finds nothing where something must be has failed")]

mod bare;
mod browser;
mod budgets;
mod day;
mod display;
mod enlarged;
mod film;
mod first_run;
mod golden;
mod hubs;
mod item_picture;
mod new_hub;
mod owner;
mod packer;
mod painted;
mod parcels;
mod picture;
mod pictures;
mod poses;
mod scanner;
mod scenes;
mod screens;
mod scrolling;
mod second_start;
mod specimen;
mod stages;
mod still;
mod storm;
mod whole_way;
mod window;
