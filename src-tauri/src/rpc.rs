//! The hub's own commands: any of the table.

use std::sync::Arc;

use loopdock_hub::{DeedId, Error};
use serde_json::Value;
use tauri::State;
use uuid::Uuid;

use crate::desktop::Desktop;

/// Does the command `name` in the hub that the page has shown since its `opening`; the same `deed` again is done once and
/// answered twice.
#[tauri::command]
pub(crate) async fn rpc(
    name: String,
    request: Value,
    deed: Option<Uuid>,
    opening: u32,
    desktop: State<'_, Arc<Desktop>>,
) -> Result<Value, Error> {
    let service = desktop.service_since(opening)?;
    service.call(&name, request, deed.map(DeedId::from)).await
}
