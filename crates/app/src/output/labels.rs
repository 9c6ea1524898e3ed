//! Labels of the readable form, in both languages.

use crate::args::Lang;

/// Label, English, Arabic.
const LABELS: [(&str, &str, &str); 17] = [
    ("event", "event", "حدث"),
    ("statement", "statement", "تصريح"),
    ("date", "date", "تاريخ"),
    ("commitment", "commitment", "التزام"),
    ("actors", "actors", "أطراف"),
    ("trigger", "word", "اللفظ"),
    ("place", "place", "المكان"),
    ("by", "on the word of", "نقلا عن"),
    ("via", "via", "عبر"),
    ("direct", "direct", "مباشر"),
    ("indirect", "indirect", "غير مباشر"),
    ("terms", "terms", "المضمون"),
    ("condition", "condition", "الشرط"),
    ("signed", "signed", "وقع في"),
    ("note", "note", "ملاحظة"),
    ("rule", "rule", "القاعدة"),
    ("unresolved", "unresolved", "غير محدد"),
];

/// The label of that name in a language.
pub fn label(name: &'static str, lang: Lang) -> &'static str {
    let found = LABELS.iter().find(|l| l.0 == name);
    found.map_or(name, |l| if lang == Lang::En { l.1 } else { l.2 })
}
