//! The time of day, and what differs from tab to tab.

use js_sys::{Date, Math};
use wasm_bindgen::JsValue;

/// Now, in milliseconds since 1970.
pub fn now() -> f64 {
    Date::now()
}

/// A moment as people here write it, in milliseconds since 1970.
pub fn words(at: f64) -> String {
    let date = Date::new(&JsValue::from_f64(at));
    date.to_locale_string("default", &JsValue::UNDEFINED).into()
}

/// A number that no other tab has.
pub fn fresh() -> u64 {
    // A double has 53 bits, which is plenty for the tabs of one browser.
    (Math::random() * 9_007_199_254_740_992.0) as u64
}
