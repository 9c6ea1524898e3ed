//! The hash behind features of weights: stable across platforms and versions, since weights are stored by it.

/// A 64-bit running hash; equal parts in equal order give equal values on every platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hash(pub u64);

const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;

impl Hash {
    /// Starts a hash with the number of a feature template.
    pub const fn template(number: u64) -> Hash {
        Hash((number + 1).wrapping_mul(PRIME))
    }

    /// Adds a number.
    pub const fn with(self, value: u64) -> Hash {
        let mixed = (self.0 ^ value).wrapping_mul(PRIME);
        Hash(mixed ^ mixed >> 29)
    }

    /// Adds text.
    pub fn with_str(self, text: &str) -> Hash {
        self.with(hash_str(text))
    }
}

/// The hash of a text alone.
pub fn hash_str(text: &str) -> u64 {
    let mut hash = PRIME;
    for chunk in text.as_bytes().chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(PRIME);
        hash ^= hash >> 32;
    }
    hash ^ text.len() as u64
}

/// A hasher for keys that are hashes already: it passes their bits on. Maps with it are looked up, never iterated over on output paths.
#[derive(Clone, Copy, Debug, Default)]
pub struct PassThrough(u64);

impl std::hash::Hasher for PassThrough {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.0 = self.0.rotate_left(8) ^ u64::from(*b));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(9) ^ value).wrapping_mul(PRIME);
    }

    fn write_isize(&mut self, value: isize) {
        self.write_u64(value as u64);
    }
}

/// Builds [`PassThrough`] hashers.
pub type BuildPassThrough = std::hash::BuildHasherDefault<PassThrough>;
