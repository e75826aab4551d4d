//! What the window may ask of this program is two commands, told to Tauri here so that the capabilities can name it.

#![allow(clippy::print_stdout, reason = "cargo listens to what a build script prints")]

fn main() {
    // Screens that were built anew are carried anew.
    println!("cargo:rerun-if-changed=../ui/dist");
    let manifest = tauri_build::AppManifest::new().commands(&["rpc", "shell"]);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        panic!("{error:#}");
    }
}
