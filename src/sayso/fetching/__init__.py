"""The one part of Sayso that asks other machines for anything, and only what a person named."""
