//! Examples of event pages: `TYPE[/mode] «trigger» ACTORS > RECIPIENTS[; status]`; of contexts: `TYPE «trigger»; context`.

use mithaq_ledger::codebook::{EventType, Status};
use mithaq_ledger::reading::{Actor, Event, Reading};

use crate::page::{Example, Page, alike, quoted};

const SECTORS: &str = "UAF CVL REB COP MIL GOV OPP JRN CRM PTY EDU MED REL BUS LAB UNK PRM SPY JUD LEG REF SOC ELI AGR";

/// A side as country and sector; either may be empty.
type Side = Vec<(String, String)>;

struct Expected {
    event_type: EventType,
    mode: String,
    trigger: String,
    actor: Side,
    recipient: Side,
    status: Status,
}

fn expected(text: &str) -> Option<Expected> {
    let (head, trigger, rest) = quoted(text)?;
    let (name, mode) = head.split_once('/').unwrap_or((head, ""));
    let (sides, status) = rest.split_once(';').unwrap_or((rest, "actual"));
    let (actor, recipient) = sides.split_once('>')?;
    Some(Expected {
        event_type: EventType::from_name(name)?,
        mode: mode.trim().to_string(),
        trigger: trigger.to_string(),
        actor: side(actor),
        recipient: side(recipient),
        status: Status::from_name(status.trim())?,
    })
}

fn side(text: &str) -> Side {
    let one = |s: &str| match s.split_once(':') {
        Some((country, sector)) => (country.trim().to_string(), sector.trim().to_string()),
        // Only a sector: nobody knows the country.
        None if SECTORS.split(' ').any(|sector| sector == s) => (String::new(), s.to_string()),
        None => (s.to_string(), String::new()),
    };
    text.split(',').map(str::trim).filter(|s| !s.is_empty() && *s != "-").map(one).collect()
}

fn side_fits(want: &[(String, String)], got: &[Actor]) -> bool {
    let fits = |w: &(String, String), a: &Actor| (w.0.is_empty() || w.0 == "---" || w.0 == a.country) && (w.1.is_empty() || w.1 == a.sector);
    let countries: Vec<&String> = want.iter().map(|w| &w.0).filter(|c| !c.is_empty() && *c != "---").collect();
    want.iter().all(|w| got.iter().any(|a| fits(w, a)))
        && got.iter().all(|a| countries.contains(&&a.country) || want.iter().any(|w| (w.0.is_empty() || w.0 == "---") && fits(w, a)))
}

fn fits(want: &Expected, e: &Event, reading: &Reading) -> bool {
    let sides = side_fits(&want.actor, &e.actor) && side_fits(&want.recipient, &e.recipient);
    let both = || side_fits(&[want.actor.clone(), want.recipient.clone()].concat(), &[e.actor.clone(), e.recipient.clone()].concat());
    want.event_type == e.event_type
        && want.mode == e.mode
        && want.status == e.status
        && alike(&want.trigger, e.trigger.of(&reading.text))
        && (sides || want.event_type.is_mutual() && both())
}

fn told(events: &[&Event], reading: &Reading) -> String {
    let side = |list: &[Actor]| list.iter().map(|a| format!("{}:{}", a.country, a.sector)).collect::<Vec<_>>().join(", ");
    let one = |e: &&Event| {
        let (ty, trigger, status) = (e.event_type.name(), e.trigger.of(&reading.text), e.status.name());
        format!("{ty}/{} «{trigger}» {} > {}; {status} by {}", e.mode, side(&e.actor), side(&e.recipient), e.rule)
    };
    events.iter().map(one).collect::<Vec<_>>().join(" | ")
}

/// The events of an example: all of the page's type, and those of other types that are listed.
pub fn check(page: &Page, example: &Example, reading: &Reading) -> Result<(), String> {
    let page_type = EventType::from_name(&page.title);
    let of_page: Vec<&Event> = reading.events.iter().filter(|e| page_type.is_none_or(|p| p == e.event_type)).collect();
    if example.silent {
        return if of_page.is_empty() { Ok(()) } else { Err(format!("expected silence, found {}", told(&of_page, reading))) };
    }
    let mut wanted = 0;
    for (line, text) in &example.expected {
        let want = expected(text).ok_or_else(|| format!("line {line}: expected TYPE «trigger» ACTORS > RECIPIENTS, found `{text}`"))?;
        wanted += usize::from(page_type == Some(want.event_type));
        if !reading.events.iter().any(|e| fits(&want, e, reading)) {
            return Err(format!("expected the event of line {line}, found {}", told(&reading.events.iter().collect::<Vec<_>>(), reading)));
        }
    }
    match page_type {
        Some(_) if of_page.len() > wanted => Err(format!("expected {wanted} events of the page's type, found {}", told(&of_page, reading))),
        _ => Ok(()),
    }
}

/// The context of the example's event.
pub fn check_context(_: &Page, example: &Example, reading: &Reading) -> Result<(), String> {
    for (line, text) in &example.expected {
        let wrong = || format!("line {line}: expected TYPE «trigger»; context, found `{text}`");
        let (_, trigger, rest) = quoted(text).ok_or_else(wrong)?;
        let context = rest.strip_prefix(';').ok_or_else(wrong)?.trim();
        let found: Vec<&Event> = reading.events.iter().filter(|e| alike(trigger, e.trigger.of(&reading.text))).collect();
        if !found.iter().any(|e| e.context.iter().any(|c| c == context)) {
            let contexts: Vec<String> = found.iter().map(|e| e.context.join(" ")).collect();
            return Err(format!("expected the context of line {line}, found {contexts:?}"));
        }
    }
    Ok(())
}
