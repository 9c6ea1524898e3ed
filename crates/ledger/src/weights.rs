//! Trained weights of linear classifiers: features by hash, one number a class.

/// First bytes of the file.
const MAGIC: &[u8; 8] = b"MITHAQMC";
const HEADER: usize = 24;

/// Immutable weights of a classifier with a fixed number of classes.
///
/// Layout, little-endian: magic; number of classes; bits of the slot table; number of rows; scale; slots, each a fingerprint and a row number;
/// rows of 16-bit numbers. Features are found by open addressing.
#[derive(Clone, Copy)]
pub struct ClassWeights {
    classes: usize,
    mask: usize,
    scale: f32,
    slots: &'static [u8],
    rows: &'static [u8],
}

impl ClassWeights {
    /// Reads weights that are part of the program.
    ///
    /// # Errors
    /// What was expected and found, where the bytes are not such weights.
    pub fn from_static(bytes: &'static [u8]) -> Result<ClassWeights, String> {
        let word = |i: usize| bytes.get(8 + i * 4..12 + i * 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let (Some(classes), Some(bits), Some(rows), Some(scale)) = (word(0), word(1), word(2), word(3)) else {
            return Err("expected weights, found a cut-off header".into());
        };
        let (classes, slots, rows) = (classes as usize, 1usize << bits.min(28), rows as usize);
        let expected = HEADER + slots * 8 + rows * classes * 2;
        if !bytes.starts_with(MAGIC) || bytes.len() != expected {
            return Err(format!("expected weights of {expected} bytes, found {}", bytes.len()));
        }
        let (slots, rows) = bytes[HEADER..].split_at(slots * 8);
        Ok(ClassWeights { classes, mask: slots.len() / 8 - 1, scale: f32::from_bits(scale), slots, rows })
    }

    /// Number of classes.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// The weights of a feature, one a class, to be multiplied by [`ClassWeights::scale`].
    fn row(&self, feature: u64) -> Option<&'static [u8]> {
        let print = (feature >> 32) as u32 | 1;
        let mut slot = feature as usize & self.mask;
        loop {
            let entry = self.slots.get(slot * 8..slot * 8 + 8)?;
            let found = u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]);
            if found == print {
                let row = u32::from_le_bytes([entry[4], entry[5], entry[6], entry[7]]) as usize;
                return self.rows.get(row * self.classes * 2..(row + 1) * self.classes * 2);
            }
            if found == 0 {
                return None;
            }
            slot = (slot + 1) & self.mask;
        }
    }

    /// Sums the weights of the features into one score a class.
    pub fn scores(&self, features: &[u64], out: &mut Vec<f32>) {
        out.clear();
        out.resize(self.classes, 0.0);
        for f in features {
            if let Some(row) = self.row(*f) {
                for (sum, b) in out.iter_mut().zip(row.chunks_exact(2)) {
                    *sum += f32::from(i16::from_le_bytes([b[0], b[1]]));
                }
            }
        }
        out.iter_mut().for_each(|s| *s *= self.scale);
    }

    /// Probabilities of the classes (softmax of the scores).
    pub fn probabilities(&self, features: &[u64], out: &mut Vec<f32>) {
        self.scores(features, out);
        softmax(out);
    }

    /// Writes rows in the form that [`ClassWeights::from_static`] reads; `rows` in any fixed order.
    pub fn write(classes: usize, rows: &[(u64, Vec<f32>)]) -> Vec<u8> {
        let bits = (rows.len() * 2).next_power_of_two().trailing_zeros().max(4);
        let mask = (1usize << bits) - 1;
        let mut prints = vec![0u32; mask + 1];
        let mut numbers = vec![0u32; mask + 1];
        for (number, (feature, _)) in rows.iter().enumerate() {
            let mut slot = *feature as usize & mask;
            while prints[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            prints[slot] = (*feature >> 32) as u32 | 1;
            numbers[slot] = number as u32;
        }
        let top = rows.iter().flat_map(|r| &r.1).fold(1e-6f32, |m, w| m.max(w.abs()));
        let scale = top / f32::from(i16::MAX);
        let mut out = MAGIC.to_vec();
        for n in [classes as u32, bits, rows.len() as u32, scale.to_bits()] {
            out.extend_from_slice(&n.to_le_bytes());
        }
        prints.iter().zip(&numbers).for_each(|(p, n)| out.extend_from_slice(&(u64::from(*p) | u64::from(*n) << 32).to_le_bytes()));
        for (_, row) in rows {
            row.iter().for_each(|w| out.extend_from_slice(&((w / scale).round() as i16).to_le_bytes()));
        }
        out
    }
}

/// Turns scores into probabilities.
pub fn softmax(scores: &mut [f32]) {
    let top = scores.iter().fold(f32::NEG_INFINITY, |m, s| m.max(*s));
    let mut sum = 0.0;
    for s in scores.iter_mut() {
        *s = (*s - top).exp();
        sum += *s;
    }
    scores.iter_mut().for_each(|s| *s /= sum);
}
