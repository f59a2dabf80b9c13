"""Why a partner pays what it pays: lettered lines and sentences, as text, Markdown or a page."""
