//! What the window may ask of this program is one command, told to Tauri here so that its capabilities can name it.

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(&["rpc"]);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        panic!("{error:#}");
    }
}
