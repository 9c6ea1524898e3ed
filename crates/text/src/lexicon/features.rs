//! Parts of speech and morphological features, packed into 32 bits.

/// Universal part of speech (Universal Dependencies v2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Upos {
    /// Every part of speech, in the order of its code.
    pub const ALL: [Upos; 17] = [
        Upos::Adj,
        Upos::Adp,
        Upos::Adv,
        Upos::Aux,
        Upos::Cconj,
        Upos::Det,
        Upos::Intj,
        Upos::Noun,
        Upos::Num,
        Upos::Part,
        Upos::Pron,
        Upos::Propn,
        Upos::Punct,
        Upos::Sconj,
        Upos::Sym,
        Upos::Verb,
        Upos::X,
    ];

    /// The tag as Universal Dependencies writes it.
    pub fn name(self) -> &'static str {
        const NAMES: [&str; 17] =
            ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"];
        NAMES[self as usize]
    }

    /// The part of speech that Universal Dependencies writes so.
    pub fn from_name(name: &str) -> Option<Upos> {
        Upos::ALL.into_iter().find(|p| p.name() == name)
    }

    /// Nouns, proper names, adjectives, numerals: what declines.
    pub fn is_nominal(self) -> bool {
        matches!(self, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
    }
}

macro_rules! feature {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal),* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum $name { $($variant),* }

        impl $name {
            const ALL: &'static [$name] = &[$($name::$variant),*];

            fn from_code(code: &str) -> Option<$name> {
                match code { $($code => Some($name::$variant),)* _ => None }
            }

            fn unpack(bits: u32) -> $name {
                $name::ALL[bits as usize % $name::ALL.len()]
            }
        }
    };
}

feature!(
    /// Grammatical gender; `Any` where the form shows none.
    Gender { Any = "-", Masc = "m", Fem = "f" }
);
feature!(
    /// Grammatical number; `Any` where the form shows none.
    Number { Any = "-", Sing = "s", Dual = "d", Plur = "p" }
);
feature!(
    /// Grammatical person; `Any` for nominals.
    Person { Any = "-", First = "1", Second = "2", Third = "3" }
);
feature!(
    /// Verbal aspect; `None` for nominals.
    Aspect { None = "-", Perf = "p", Imp = "i" }
);
feature!(
    /// What may follow the form: nothing attached, a pronoun only, or either.
    Attach { Either = "any", Free = "free", Bound = "bound" }
);

/// Features of one inflected form. Twenty bits in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Features {
    /// Part of speech.
    pub upos: Upos,
    /// Gender.
    pub gender: Gender,
    /// Number.
    pub number: Number,
    /// Person.
    pub person: Person,
    /// Aspect.
    pub aspect: Aspect,
    /// Passive voice shown by the letters.
    pub passive: bool,
    /// Attachment of pronouns.
    pub attach: Attach,
    /// An indefinite or construct ending that excludes the article.
    pub no_article: bool,
    /// The form is of a name (of a person or a place).
    pub name: bool,
}

impl Features {
    /// Features of a word about which only the part of speech is known.
    pub const fn bare(upos: Upos) -> Features {
        Features {
            upos,
            gender: Gender::Any,
            number: Number::Any,
            person: Person::Any,
            aspect: Aspect::None,
            passive: false,
            attach: Attach::Either,
            no_article: false,
            name: false,
        }
    }

    /// Reads the six-letter feature code of the tables: gender, number, person, aspect, voice (`a`, `v` for passive), article (`-` or `x`).
    pub fn from_code(upos: Upos, code: &str, attach: &str) -> Option<Features> {
        let mut letters = (0..6).map(|i| code.get(i..i + 1));
        let mut next = || letters.next().flatten();
        Some(Features {
            upos,
            gender: Gender::from_code(next()?)?,
            number: Number::from_code(next()?)?,
            person: Person::from_code(next()?)?,
            aspect: Aspect::from_code(next()?)?,
            passive: next()? == "v",
            no_article: next()? == "x",
            attach: Attach::from_code(attach)?,
            name: false,
        })
    }

    /// Packs into 32 bits; [`Features::unpack`] is its inverse.
    pub fn pack(self) -> u32 {
        self.upos as u32
            | (self.gender as u32) << 5
            | (self.number as u32) << 7
            | (self.person as u32) << 9
            | (self.aspect as u32) << 11
            | (self.passive as u32) << 13
            | (self.attach as u32) << 14
            | (self.no_article as u32) << 16
            | (self.name as u32) << 17
    }

    /// Inverse of [`Features::pack`]; any bits give some features.
    pub fn unpack(bits: u32) -> Features {
        Features {
            upos: Upos::ALL[(bits & 31) as usize % Upos::ALL.len()],
            gender: Gender::unpack(bits >> 5 & 3),
            number: Number::unpack(bits >> 7 & 3),
            person: Person::unpack(bits >> 9 & 3),
            aspect: Aspect::unpack(bits >> 11 & 3),
            passive: bits >> 13 & 1 == 1,
            attach: Attach::unpack(bits >> 14 & 3),
            no_article: bits >> 16 & 1 == 1,
            name: bits >> 17 & 1 == 1,
        }
    }
}
