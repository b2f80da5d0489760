"""Registration drives (รอบลงทะเบียนกลุ่ม): the volunteer's form with and without a signal, and what comes of it."""
