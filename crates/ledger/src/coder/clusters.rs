//! Clusters of words that stand in like company, at two grains; trained on raw news by `cargo xtask train clusters`.

use std::sync::OnceLock;

/// Numbers of clusters, coarse and fine.
pub const GRAINS: [usize; 2] = [96, 600];

const ROW: usize = 12;
const TOP_BITS: u32 = 12;

static CLUSTERS: &[u8] = include_bytes!("../../../../models/ar/clusters.bin");

/// For every value of a hash's top bits, the first row with that value or a higher one.
fn firsts() -> &'static [u32] {
    static FIRSTS: OnceLock<Vec<u32>> = OnceLock::new();
    FIRSTS.get_or_init(|| {
        let rows = CLUSTERS.len() / ROW;
        let mut at = 0;
        (0..=1u64 << TOP_BITS)
            .map(|top| {
                while at < rows && key(at) >> (64 - TOP_BITS) < top {
                    at += 1;
                }
                at as u32
            })
            .collect()
    })
}

fn key(row: usize) -> u64 {
    let mut b = [0; 8];
    b.copy_from_slice(&CLUSTERS[row * ROW..row * ROW + 8]);
    u64::from_le_bytes(b)
}

/// The clusters, coarse and fine, of the lemma with that hash; zeros for one that the corpus hardly has.
pub fn clusters(lemma: u64) -> [u64; 2] {
    let firsts = firsts();
    let top = (lemma >> (64 - TOP_BITS)) as usize;
    let row = (firsts[top] as usize..firsts[top + 1] as usize).find(|row| key(*row) == lemma);
    row.map_or([0, 0], |row| {
        let at = row * ROW + 8;
        let number = |at: usize| 1 + u64::from(u16::from_le_bytes([CLUSTERS[at], CLUSTERS[at + 1]]));
        [number(at), number(at + 2)]
    })
}

/// Writes rows, sorted by hash, in the form that [`clusters`] searches.
pub fn write(rows: &[(u64, [u16; 2])]) -> Vec<u8> {
    let row = |(hash, [coarse, fine]): &(u64, [u16; 2])| [hash.to_le_bytes().as_slice(), &coarse.to_le_bytes(), &fine.to_le_bytes()].concat();
    rows.iter().flat_map(row).collect()
}
