"""Figures given outside, frozen as numbered sets (ชุดตัวเลขที่ให้ไว้ภายนอก), beside what they would be today."""
