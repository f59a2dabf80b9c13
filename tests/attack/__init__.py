"""Files from a stranger: always a clear fault, never a traceback, never more than two seconds."""
