"""One understanding (การรับรู้และความเข้าใจร่วมกัน): brief, questions, who understood what, seminars."""
