//! Stories of tokens, the feed and webhooks on every engine.
