//! What a form lets one choose from.

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// Choices under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    pub label: String,
    pub choices: Vec<Choice>,
}

impl Choice {
    /// `sent` is what the form holds.
    pub fn of(value: impl Into<String>, label: impl Into<String>, sent: &str) -> Self {
        let value = value.into();
        Self { chosen: value == sent, label: label.into(), value }
    }
}

impl Choices {
    /// The groups that offer anything.
    pub fn offered(groups: impl IntoIterator<Item = Self>) -> Vec<Self> {
        groups.into_iter().filter(|group| !group.choices.is_empty()).collect()
    }
}
