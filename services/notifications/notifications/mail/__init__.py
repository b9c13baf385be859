"""Mail: how it is written, and how it leaves. Nothing here knows the database."""
