//! Clusters of words that stand in like company, at two grains; trained on raw news by `cargo xtask train clusters`.

/// Numbers of clusters, coarse and fine.
pub const GRAINS: [usize; 2] = [96, 600];

const ROW: usize = 12;

static CLUSTERS: &[u8] = include_bytes!("../../../../models/ar/clusters.bin");

/// The clusters, coarse and fine, of the lemma with that hash; zeros for one that the corpus hardly has.
pub fn clusters(lemma: u64) -> [u64; 2] {
    let key = |i: usize| {
        let mut b = [0; 8];
        b.copy_from_slice(&CLUSTERS[i * ROW..i * ROW + 8]);
        u64::from_le_bytes(b)
    };
    let (mut low, mut high) = (0, CLUSTERS.len() / ROW);
    while low < high {
        let middle = (low + high) / 2;
        match key(middle).cmp(&lemma) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => {
                let at = middle * ROW + 8;
                let number = |at: usize| 1 + u64::from(u16::from_le_bytes([CLUSTERS[at], CLUSTERS[at + 1]]));
                return [number(at), number(at + 2)];
            }
        }
    }
    [0, 0]
}

/// Writes rows, sorted by hash, in the form that [`clusters`] searches.
pub fn write(rows: &[(u64, [u16; 2])]) -> Vec<u8> {
    let row = |(hash, [coarse, fine]): &(u64, [u16; 2])| [hash.to_le_bytes().as_slice(), &coarse.to_le_bytes(), &fine.to_le_bytes()].concat();
    rows.iter().flat_map(row).collect()
}
