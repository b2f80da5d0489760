"""An officer's word that an indicator has no meaning in the area, and who decides on it (ขอว่าไม่เกี่ยวข้อง)."""
