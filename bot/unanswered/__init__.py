"""Questions that went without an answer: who may read them, which are alike, what editors make of them."""
