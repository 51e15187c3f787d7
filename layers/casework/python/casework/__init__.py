"""Mashangban (码上办): the product's code.

A room makes up to 100,000 objects before its first request and keeps nearly all of them. The
garbage collector, which looks at new objects every 700, would find nothing among them some hundred
times, for a tenth of a cold start. So it looks when 200,000 are new. What is not part of a cycle is
freed at once, as ever.
"""

import gc

gc.set_threshold(200_000)
