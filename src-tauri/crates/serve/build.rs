//! Screens that were built anew are carried anew.

fn main() {
    println!("cargo:rerun-if-changed=../../../ui/dist");
}
