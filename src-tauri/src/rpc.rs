//! The one command that the window knows: a command of the hub's table.

use loopdock_hub::{DeedId, Error};
use serde_json::Value;
use tauri::State;
use uuid::Uuid;

use crate::desktop::Desktop;

/// Does the command `name`; the same `deed` again is done once and answered twice.
#[tauri::command]
pub(crate) async fn rpc(
    name: String,
    request: Value,
    deed: Option<Uuid>,
    desktop: State<'_, Desktop>,
) -> Result<Value, Error> {
    desktop.service()?.call(&name, request, deed.map(DeedId::from)).await
}
