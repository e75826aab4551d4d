//! A storefront's export, generated: few order names, so that the next export holds edited versions of the same orders.

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::stage::CARRIERS;

const HEADER: &str = "Name,Email,Financial Status,Fulfillment Status,Cancelled at,Currency,Total,Shipping Method,Created at,\
Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem fulfillment status,Shipping Name,\
Shipping Address1,Shipping City,Shipping Zip,Shipping Country,Notes,Note Attributes,Tags,Payment Reference\n";

/// In every cell that says who bought, what they wrote, or how they paid stands one of these.
pub(super) const PRIVATE: &[&str] = &["quillfeather", "heimlich", "mauve"];

/// The export of `seed` of a creator that sells `skus` in `currency`.
pub(super) fn orders(seed: u64, currency: &str, skus: &[&str]) -> String {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut text = HEADER.to_owned();
    let first = dice.random_range(1..5);
    for number in first..first + dice.random_range(1..4) {
        let paid = *["paid", "paid", "paid", "paid", "pending", "refunded"].choose(&mut dice).unwrap_or(&"paid");
        let cancelled = if dice.random_ratio(1, 8) { "2026-10-28 07:00:00 +0100" } else { "" };
        let carrier = CARRIERS.choose(&mut dice).map_or("Post", |carrier| carrier.0);
        let city = *["Berlin", "Praha", "Łódź"].choose(&mut dice).unwrap_or(&"Berlin");
        for line in 0..dice.random_range(1..3) {
            let known = skus.choose(&mut dice).copied().unwrap_or("MUG");
            let sku = if dice.random_ratio(1, 12) { "GHOST" } else { known };
            let qty = *["1", "1", "2", "3", "x"].choose(&mut dice).filter(|_| dice.random_ratio(2, 3)).unwrap_or(&"1");
            let of_order = match line {
                0 => format!("{paid},,{cancelled},{currency},9,{carrier},2026-10-2{number} 10:00:00 +0200"),
                _ => ",,,,,,".to_owned(),
            };
            let buyer = match line {
                0 => format!(
                    "Ada Quillfeather {number},Heimlichweg {number},{city},10115,DE,ring at the mauve door,wrap: mauve,\
                     mauve-{number},pi_mauve{number}"
                ),
                _ => ",,,,,,,,".to_owned(),
            };
            text.push_str(&format!(
                "#X{number},ada{number}@heimlich.example,{of_order},{qty},{sku},4,{sku},pending,{buyer}\n"
            ));
        }
    }
    text
}
