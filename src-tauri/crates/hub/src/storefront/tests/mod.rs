//! What an import of a storefront's files must get right, over the sample exports of three creators and over files made
//! to go wrong.

mod classes;
mod facts;
mod products;
mod rows;
mod support;
mod torture;
mod variants;
