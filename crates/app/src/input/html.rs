//! Web pages: main text, title, date and outlet.

use mithaq_text::Document;
use scraper::{ElementRef, Html, Selector};

use super::{Found, decode};

/// The document of a page.
pub fn document(bytes: &[u8], name: &str) -> Found {
    let text = decode(bytes, name, told_encoding(bytes))?;
    let page = Html::parse_document(&text);
    let meta = |keys: &[&str]| keys.iter().find_map(|key| content(&page, key));
    let title = meta(&["og:title", "twitter:title"]).or_else(|| first_text(&page, "h1")).or_else(|| first_text(&page, "title")).unwrap_or_default();
    let body = main_text(&page);
    if body.trim().is_empty() {
        return Err(format!("{name}: expected a page with an article, found no paragraphs; save the page's text instead"));
    }
    let mut d = Document::new(name, title.trim(), &body);
    let date = meta(&["article:published_time", "datePublished", "date", "pubdate", "dc.date", "og:published_time"])
        .or_else(|| attribute(&page, "time[datetime]", "datetime"));
    d.published = date.and_then(|d| d.get(..10).and_then(|day| day.parse().ok()));
    d.outlet = meta(&["og:site_name", "application-name", "publisher"]);
    d.url = meta(&["og:url"]).or_else(|| attribute(&page, "link[rel=canonical]", "href"));
    Ok(d)
}

/// The encoding that a page declares in its first kilobyte.
fn told_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let rest = head.split("charset=").nth(1)?.trim_start_matches(['"', '\'']);
    let label: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    encoding_rs::Encoding::for_label(label.as_bytes())
}

fn selector(css: &str) -> Option<Selector> {
    Selector::parse(css).ok()
}

fn content(page: &Html, key: &str) -> Option<String> {
    let css = format!("meta[property=\"{key}\"], meta[name=\"{key}\"], meta[itemprop=\"{key}\"]");
    let value = page.select(&selector(&css)?).next()?.value().attr("content")?.trim().to_string();
    (!value.is_empty()).then_some(value)
}

fn attribute(page: &Html, css: &str, name: &str) -> Option<String> {
    page.select(&selector(css)?).next()?.value().attr(name).map(String::from)
}

fn first_text(page: &Html, css: &str) -> Option<String> {
    let text = inline(page.select(&selector(css)?).next()?);
    (!text.is_empty()).then_some(text)
}

fn inline(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Paragraphs of the element that holds the most paragraph text: an article element where there is one, else the parent that has most of it.
fn main_text(page: &Html) -> String {
    let Some(paragraph) = selector("p") else { return String::new() };
    let noise = |e: &ElementRef<'_>| {
        e.ancestors().filter_map(ElementRef::wrap).any(|a| matches!(a.value().name(), "nav" | "footer" | "aside" | "header" | "form" | "figure"))
    };
    let mut best: (usize, Vec<String>) = (0, Vec::new());
    let mut groups = Vec::new();
    for p in page.select(&paragraph).filter(|p| !noise(p)) {
        let text = inline(p);
        let Some(parent) = p.parent().map(|n| n.id()).filter(|_| !text.is_empty()) else { continue };
        match groups.iter_mut().find(|g: &&mut (_, Vec<String>)| g.0 == parent) {
            Some(group) => group.1.push(text),
            None => groups.push((parent, vec![text])),
        }
    }
    for (_, texts) in groups {
        let size = texts.iter().map(String::len).sum();
        if size > best.0 {
            best = (size, texts);
        }
    }
    if best.1.is_empty() {
        let body = selector("article, main, body").and_then(|s| page.select(&s).next());
        return body.map(inline).unwrap_or_default();
    }
    best.1.join("\n")
}
