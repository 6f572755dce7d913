//! `States.Base64Encode`, `States.Base64Decode`, `States.Hash`.

use super::{Arguments, Failure, Outcome};
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// The longest argument, in characters.
const MAX_LENGTH: usize = 10_000;

/// As lenient as `java.util.Base64`'s basic decoder.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A text's UTF-8 bytes in Base64.
pub(super) fn base64_encode(arguments: &Arguments<'_>) -> Outcome {
    let text = arguments.text(0)?;
    check_length(text)?;
    Ok(BASE64.encode(text).into())
}

/// The text whose UTF-8 bytes are given in Base64.
pub(super) fn base64_decode(arguments: &Arguments<'_>) -> Outcome {
    let text = arguments.text(0)?;
    check_length(text)?;
    match BASE64.decode(text) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned().into()),
        Err(error) => Err(Failure::new(format!("The argument is not valid Base64: {error}"))),
    }
}

/// The hash of a text, or of another value's JSON text, in hexadecimal.
pub(super) fn hash(arguments: &Arguments<'_>) -> Outcome {
    let printed;
    let data = match arguments.value(0).as_str() {
        Some(text) => text,
        None => {
            printed = arguments.value(0).to_string();
            &printed
        }
    };
    check_length(data)?;
    let algorithm = arguments.text(1)?;
    match digest(algorithm, data) {
        Some(hexadecimal) => Ok(hexadecimal.into()),
        None => Err(Failure::new(format!("There is no hash algorithm {algorithm}"))),
    }
}

/// The hash of a text in hexadecimal; `None` if there is no such algorithm.
pub(in crate::expr) fn digest(algorithm: &str, text: &str) -> Option<String> {
    let digest = match algorithm {
        "MD5" => Md5::digest(text).to_vec(),
        "SHA-1" => Sha1::digest(text).to_vec(),
        "SHA-256" => Sha256::digest(text).to_vec(),
        "SHA-384" => Sha384::digest(text).to_vec(),
        "SHA-512" => Sha512::digest(text).to_vec(),
        _ => return None,
    };
    Some(hexadecimal(&digest))
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

fn check_length(text: &str) -> Result<(), Failure> {
    if text.len() > MAX_LENGTH && text.chars().count() > MAX_LENGTH {
        return Err(Failure::new(format!("The argument has more than {MAX_LENGTH} characters")));
    }
    Ok(())
}
