//! Normal forms: what is compared, kept beside the unaltered text.

/// Appends the normal form of `surface` to `out`.
///
/// Dropped: vowel marks, Quranic marks, tatweel, bidi and zero-width controls. Folded: alef with hamza, madda or wasla to bare alef,
/// final and Persian ya forms to `ي`, ta marbuta to `ه`, Persian and Urdu letters to their Arabic neighbours, presentation forms to
/// their letters, Arabic-Indic and Persian digits to ASCII, Latin letters to lower case.
pub fn normalize_into(surface: &str, out: &mut String) {
    for c in surface.chars() {
        normalize_char(c, out);
    }
}

/// The normal form of `surface`; see [`normalize_into`].
pub fn normalize(surface: &str) -> String {
    let mut out = String::with_capacity(surface.len());
    normalize_into(surface, &mut out);
    out
}

/// The normal form with, for each of its bytes, the byte of `surface` that it came from, and at the end the length of `surface`.
pub fn normalize_mapped(surface: &str) -> (String, Vec<u32>) {
    let mut out = String::with_capacity(surface.len());
    let mut map = Vec::with_capacity(surface.len() + 1);
    for (at, c) in surface.char_indices() {
        normalize_char(c, &mut out);
        map.resize(out.len(), at as u32);
    }
    map.push(surface.len() as u32);
    (out, map)
}

/// True for characters that leave no trace in the normal form.
pub fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{0610}'..='\u{061A}' | '\u{061C}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{00AD}' | '\u{034F}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE70}'..='\u{FE7F}' | '\u{FEFF}')
}

/// The light form of `surface`: what [`normalize_into`] drops is dropped and letters of other alphabets and presentation forms become
/// Arabic ones, but hamzas, alef maqsura and ta marbuta stay as written.
pub fn light(surface: &str) -> String {
    let mut out = String::with_capacity(surface.len());
    for c in surface.chars() {
        light_char(c, &mut |l| out.push(l));
    }
    out
}

fn normalize_char(c: char, out: &mut String) {
    light_char(c, &mut |l| {
        out.push(match l {
            'أ' | 'إ' | 'آ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            _ => l,
        });
    });
}

fn light_char(c: char, emit: &mut impl FnMut(char)) {
    if is_ignorable(c) {
        return;
    }
    match c {
        'ٱ' => emit('ا'),
        'ٲ' => emit('أ'),
        'ٳ' => emit('إ'),
        'ٵ' => emit('أ'),
        'ی' | 'ې' | 'ۍ' | 'ے' | 'ێ' | 'ۑ' => emit('ي'),
        'ۃ' => emit('ة'),
        'ہ' | 'ھ' | 'ە' | 'ۀ' | 'ۂ' => emit('ه'),
        'ک' | 'ڪ' | 'ګ' | 'گ' => emit('ك'),
        'پ' => emit('ب'),
        'چ' => emit('ج'),
        'ژ' => emit('ز'),
        'ڤ' | 'ڥ' => emit('ف'),
        'ۇ' | 'ۆ' | 'ۈ' | 'ۋ' => emit('و'),
        'ٹ' => emit('ت'),
        'ڈ' => emit('د'),
        'ڑ' => emit('ر'),
        'ں' => emit('ن'),
        '٠'..='٩' => emit((b'0' + (c as u32 - '٠' as u32) as u8) as char),
        '۰'..='۹' => emit((b'0' + (c as u32 - '۰' as u32) as u8) as char),
        '\u{FB50}'..='\u{FDFF}' | '\u{FE80}'..='\u{FEFC}' => {
            for base in presentation_form(c) {
                light_char(*base, &mut *emit);
            }
        }
        _ if c.is_ascii() => emit(c.to_ascii_lowercase()),
        _ => emit(c),
    }
}

/// The letters of a presentation form (Unicode Arabic Presentation Forms-A and -B, the compatibility decompositions of the Unicode
/// Character Database for the forms that Arabic text uses); empty for forms outside those.
fn presentation_form(c: char) -> &'static [char] {
    /// Letters of U+FE80..=U+FEF4 with the number of positional forms that each has.
    const FORMS_B: [(char, u32); 36] = [
        ('ء', 1),
        ('آ', 2),
        ('أ', 2),
        ('ؤ', 2),
        ('إ', 2),
        ('ئ', 4),
        ('ا', 2),
        ('ب', 4),
        ('ة', 2),
        ('ت', 4),
        ('ث', 4),
        ('ج', 4),
        ('ح', 4),
        ('خ', 4),
        ('د', 2),
        ('ذ', 2),
        ('ر', 2),
        ('ز', 2),
        ('س', 4),
        ('ش', 4),
        ('ص', 4),
        ('ض', 4),
        ('ط', 4),
        ('ظ', 4),
        ('ع', 4),
        ('غ', 4),
        ('ف', 4),
        ('ق', 4),
        ('ك', 4),
        ('ل', 4),
        ('م', 4),
        ('ن', 4),
        ('ه', 4),
        ('و', 2),
        ('ى', 2),
        ('ي', 4),
    ];
    match c {
        '\u{FEF5}' | '\u{FEF6}' => &['ل', 'آ'],
        '\u{FEF7}' | '\u{FEF8}' => &['ل', 'أ'],
        '\u{FEF9}' | '\u{FEFA}' => &['ل', 'إ'],
        '\u{FEFB}' | '\u{FEFC}' => &['ل', 'ا'],
        '\u{FDF2}' => &['ا', 'ل', 'ل', 'ه'],
        '\u{FB56}'..='\u{FB59}' => &['پ'],
        '\u{FB6A}'..='\u{FB6D}' => &['ڤ'],
        '\u{FB7A}'..='\u{FB7D}' => &['چ'],
        '\u{FB8A}' | '\u{FB8B}' => &['ژ'],
        '\u{FB8E}'..='\u{FB91}' => &['ک'],
        '\u{FB92}'..='\u{FB95}' => &['گ'],
        '\u{FBFC}'..='\u{FBFF}' => &['ی'],
        '\u{FE80}'..='\u{FEF4}' => {
            let mut first = 0xFE80;
            for entry in &FORMS_B {
                first += entry.1;
                if (c as u32) < first {
                    return std::slice::from_ref(&entry.0);
                }
            }
            &[]
        }
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_papers_vary() {
        for (surface, normal) in [
            ("أَعْلَنَ", "اعلن"),
            ("إلى", "الي"),
            ("ســوريــة", "سوريه"),
            ("ﻻ", "لا"),
            ("ﺍﻟﻘﺎﻫﺮﺓ", "القاهره"),
            ("٢٠١٥", "2015"),
            ("۱۳۹۴", "1394"),
            ("کابل", "كابل"),
            ("گلستان", "كلستان"),
            ("\u{202B}مصر\u{202C}", "مصر"),
            ("F-16", "f-16"),
        ] {
            assert_eq!(normalize(surface), normal, "{surface}");
        }
    }

    #[test]
    fn unknown_presentation_forms_vanish_without_panic() {
        for c in ('\u{FB50}'..='\u{FDFF}').chain('\u{FE70}'..='\u{FEFF}') {
            normalize(&c.to_string());
        }
    }
}
