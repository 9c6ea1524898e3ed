//! Positions in the unaltered text of one document.

/// Half-open range of UTF-8 bytes into the unaltered text of one document.
///
/// `start <= end`, and both lie on character boundaries of the text the span was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span `start..end` of `text`, or `None` where that is no slice of it (or lies past 4 GiB).
    pub fn new(text: &str, start: usize, end: usize) -> Option<Span> {
        text.get(start..end)?;
        Some(Span { start: start.try_into().ok()?, end: end.try_into().ok()? })
    }

    /// A span whose bounds the caller has taken from existing spans or character iteration.
    pub(crate) fn from_bounds(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        Span { start: start as u32, end: end as u32 }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True for a span of no bytes.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The characters the span covers.
    ///
    /// # Panics
    /// When `text` is not the text the span was made for and the bounds do not fit it.
    pub fn of(self, text: &str) -> &str {
        &text[self.start()..self.end()]
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// True where the other span lies wholly inside this one.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Converts UTF-8 byte offsets of one text into Unicode code points, the unit of JSON and Python.
pub struct CodePoints {
    /// Byte offset of every 64th code point.
    marks: Vec<u32>,
}

const STRIDE: usize = 64;

impl CodePoints {
    /// Indexes `text`; linear in its length.
    pub fn new(text: &str) -> CodePoints {
        let marks = text.char_indices().step_by(STRIDE).map(|(byte, _)| byte as u32).collect();
        CodePoints { marks }
    }

    /// The number of code points before `byte` in the `text` given to [`CodePoints::new`].
    pub fn at(&self, text: &str, byte: usize) -> usize {
        let mark = self.marks.partition_point(|&m| m as usize <= byte);
        if mark == 0 {
            return 0;
        }
        let from = self.marks[mark - 1] as usize;
        (mark - 1) * STRIDE + text[from..byte].chars().count()
    }
}
