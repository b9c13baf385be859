"""The one library every process of Lectern shares. It knows calls, events and databases, never courses or people."""

import warnings

# eventlet announces its own retirement on every import. Why it is here nevertheless: docs/adr/0004.
warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
